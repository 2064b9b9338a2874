/**
 * That the documents are true: links resolve, code compiles, tables say what the code says, and commands are run or say why
 * not.
 *
 * <p>Above a block of commands or code a comment may say what becomes of it:
 *
 * <pre>
 *   &lt;!-- not run: why --&gt;           commands that no test of documents runs
 *   &lt;!-- not compiled: why --&gt;      code that is no code of ours
 *   &lt;!-- from src/test/…/X.java --&gt; code that is in that file, word for word
 *   &lt;!-- generated: settings --&gt;    a table made from the code, up to &lt;!-- end --&gt;
 * </pre>
 */
package dev.handoff.document;
