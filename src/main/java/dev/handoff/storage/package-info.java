/**
 * Where the files live that tasks read: a folder of this machine, or buckets of Google Cloud Storage.
 *
 * <pre>
 *   "talks/monday.wav"      ──► LocalFile   ──► the file in the storage folder, after symbolic links
 *   "gs://bucket/talk.wav"  ──► CloudObject ──► a copy in the attempt's workspace
 *   anything else           ──► InvalidTask, before the task is stored
 * </pre>
 *
 * <p>A filename comes from whoever may submit a task, so it is hostile. Its form is checked without touching the disk,
 * when the task is submitted; what it leads to is checked when the task runs, because a symbolic link may be put in its
 * place in between. A name is never decoded: {@code %2e%2e} is refused, not understood.
 *
 * <p>Imports {@code task} and nothing else of the product.
 */
package dev.handoff.storage;
