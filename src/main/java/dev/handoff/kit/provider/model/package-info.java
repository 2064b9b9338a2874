/**
 * Language models: which of them is asked, what one call costs, and what becomes of an answer that doesn't fit.
 *
 * <pre>
 *   handler ─► Interview ─► step ─► LanguageModel ─► LangChain4j ─► Transport ─► the provider's server
 *                 │           └─► usage, stored with the step
 *                 └─► fits? ─► answer          no ─► asked once more, with the reason ─► no ─► the task is given up
 * </pre>
 *
 * <p>Each call is a step, because it costs money: what was answered once is not asked again, whatever happens afterwards.
 * The fit is looked at outside of the step, so that what did not fit is kept and paid for once, too.
 *
 * <p>All providers are asked by the chat interface of OpenAI, which Ollama and Vertex AI have as well: one protocol, three
 * addresses. Where servers differ, {@link dev.handoff.kit.provider.model.Dialect} and
 * {@link dev.handoff.kit.provider.model.Completion} know of it, and LangChain4j does not. LangChain4j's own HTTP clients forget what a refusal says besides its status, when to come back above all, and
 * would wait and repeat by themselves; {@link dev.handoff.kit.provider.model.Transport} asks like the rest of Handoff instead. Its
 * Quarkus extension is not used: it settles the provider when the program is built, and ends the start if the one that was
 * built in has no key.
 */
package dev.handoff.kit.provider.model;
