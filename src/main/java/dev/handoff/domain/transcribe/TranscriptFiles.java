package dev.handoff.domain.transcribe;

import dev.handoff.domain.transcribe.Transcript.Segment;
import dev.handoff.kit.storage.Storage;
import dev.handoff.kit.storage.Workspace;
import dev.handoff.task.TaskFailure;
import dev.handoff.task.TaskId;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/**
 * Where the transcript is for people and players, as filenames of the storage.
 *
 * @param txt a line for each segment
 * @param srt subtitles, SubRip
 * @param vtt subtitles, WebVTT
 */
public record TranscriptFiles(String txt, String srt, String vtt) {

    /** Writes the files. Another attempt replaces them by the same, since they are named after the task. */
    static TranscriptFiles write(TaskId task, List<Segment> segments, Storage storage, Workspace workspace)
            throws TaskFailure, IOException {
        return new TranscriptFiles(
                write(task + ".txt", Captions.text(segments), storage, workspace),
                write(task + ".srt", Captions.srt(segments), storage, workspace),
                write(task + ".vtt", Captions.vtt(segments), storage, workspace));
    }

    private static String write(String name, String content, Storage storage, Workspace workspace)
            throws TaskFailure, IOException {
        var target = storage.output("transcripts/" + name);
        storage.put(Files.writeString(workspace.folder().resolve(name), content), target);
        return target.toString();
    }
}
