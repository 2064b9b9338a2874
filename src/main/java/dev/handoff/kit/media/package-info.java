/**
 * Turns a recording of any common format into plain samples, and samples into files again; and makes one sound of many.
 *
 * <pre>
 *   file ──► Reading: what is it, by its own bytes?       none of ours ──► TaskFailure
 *        ──► Probe: channels, rate, length as declared    absurd       ──► TaskFailure
 *        ──► Mixdown: which channels hold the voice, and which way round?
 *        ──► Timeline: silence where packets are missing
 *        ──► Decoder: ffmpeg, through a pipe with quotas  too much     ──► killed, TaskFailure
 *        ──► Pcm: 16 000 a second, one channel, 16 bits: what speech recognition wants
 *         or Sound: as it was recorded, 32 bits ──► SoundStages: measure, find silences, filter, encode
 *
 *   chunks ──► Joiner: which begin a recording? each by the Decoder, one after the other ──► Pcm
 *
 *   file ──► Surveyor: length, loudness, silences ──► Splitter: pieces, in FLAC
 *   Mix of files, silences and music ──► Layout: when what sounds ──► Mixer: one FLAC file
 *   that ──► MixExporter: as loud as it is to be, with tags and chapters
 *        ──► Waveforms: a picture
 * </pre>
 *
 * <p>Plain samples of hours fill disks. So what is made of long recordings passes through one run of ffmpeg for each of
 * the steps in the lower half, which keeps no more of it than it is just working on.
 *
 * <p>ffmpeg opens whatever a file tells it to open: a playlist that is named {@code talk.wav} makes it read local files
 * and fetch addresses. So the container is decided here, by an allow-list, and ffmpeg is told to use that demuxer and no
 * protocol but files. The work is done by a process and not by a library inside ours, because hostile input crashes
 * decoders.
 */
package dev.handoff.kit.media;
