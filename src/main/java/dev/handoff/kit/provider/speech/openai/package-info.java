/** Recognises speech with any server that has OpenAI's transcription API, in the cloud or in one's own rack. */
package dev.handoff.kit.provider.speech.openai;
