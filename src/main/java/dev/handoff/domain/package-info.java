/**
 * The work: each folder has the handlers of its tasks, its own tables and SQL, and its records.
 *
 * <pre>
 *   transcribe    speech to text
 *   podcast       episodes from recordings and templates
 *   monitoring    scans of messages, rules, the audit log
 *   search        messages and atoms, found by their meaning
 *   language      notes and descriptions by a language model
 *   speaking      what people say to a text, evaluated and rated
 *   community     posts, comments, votes, followers: counts, and what users are told
 *   example       what a task can do
 * </pre>
 *
 * <p>No folder knows another, and none knows the engine: a handler sees a {@link dev.handoff.task.TaskRun} and what it
 * works with from the kit. So each of them can be read, changed and removed by itself.
 */
package dev.handoff.domain;
