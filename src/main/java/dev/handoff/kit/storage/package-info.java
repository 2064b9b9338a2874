/**
 * Where the files live that tasks read and make: a folder of this machine, or buckets of Google Cloud Storage.
 *
 * <pre>
 *   "talks/monday.wav"      ──► LocalFile   ──► the file in the storage folder, after symbolic links
 *   "gs://bucket/talk.wav"  ──► CloudObject ──► a copy in the attempt's workspace
 *   anything else           ──► Invalid, before the task is stored
 *
 *   output("talk.mp3")      ──► HANDOFF_OUTPUT and a slash before it, then one of the two
 * </pre>
 *
 * <p>A filename comes from outside with a task, so it is hostile. Its form is checked without touching the disk,
 * when the task is submitted; what it leads to is checked when the task runs, because a symbolic link may be put in its
 * place in between. A name is never decoded: {@code %2e%2e} is refused, not understood. Writing follows no link at all in
 * the last place of a name, and none that leads out of the folder on the way there.
 *
 * <p>A file appears under its name at once and whole, because a process may be killed at any line, and an attempt that was
 * given up may still be writing when the next one has begun: both end with the same content under the same name. In the
 * folder that is a rename of a copy that is on the disk already, in a bucket the last byte of an upload. So every call may
 * be made twice.
 *
 * <p>A bucket's answers that pass are asked for again here, for half a minute, because an upload goes on where it broke
 * and an attempt would begin anew. What lasts longer is left to the retries of the task.
 */
package dev.handoff.kit.storage;
