/**
 * Asks a moderation model what is wrong with texts: any server that has OpenAI's moderation API, in the cloud or in one's own
 * rack.
 *
 * <p>Off unless {@code HANDOFF_MODERATION} says otherwise, since it sends to another company what people have written. The
 * thresholds are the model's own: what it calls flagged is flagged.
 */
package dev.handoff.kit.provider.moderation;
