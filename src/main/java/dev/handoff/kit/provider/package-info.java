/**
 * Others who do a piece of the work: which of them is asked, and how one on the web is asked.
 *
 * <pre>
 *   setting, or auto ──► Chosen ──► the Provider that is ready  ──► OpenAiServer, OllamaServer, GoogleAccount: who is asked,
 *                              └──► none, with all the remedies     and who pays; WebService: what an answer means for the task
 * </pre>
 *
 * <p>The choice is made by configuration alone. That a provider is down is never a reason to send what it was to have to
 * another. No message holds a secret, even if the far end quotes it.
 */
package dev.handoff.kit.provider;
