/**
 * Services and programs that do a piece of the work: which of them is asked, and how one on the web is asked.
 *
 * <pre>
 *   setting, or auto ──► Chosen ──► the Provider that is ready  ──► OpenAiServer, OllamaServer, GoogleAccount: who is asked,
 *                              └──► none, with all the remedies     and who pays; WebService: what an answer means for the task
 * </pre>
 *
 * <p>The choice is made by configuration alone. If a provider is down, its work is never sent to another one. No message holds a secret, even if the far end quotes it.
 */
package dev.handoff.kit.provider;
