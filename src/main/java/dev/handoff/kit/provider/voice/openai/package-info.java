/** Speaks with any server that has OpenAI's speech API, in the cloud or in one's own rack. */
package dev.handoff.kit.provider.voice.openai;
