/**
 * Recognises English on this machine, with the model Moonshine Tiny: 28 MB, thirty times faster than speech on one core.
 *
 * <p>The model is not a part of the product. {@link dev.handoff.kit.provider.speech.moonshine.ModelPull} fetches the npm
 * package that its authors publish, with the user's own npm, and checks every file against the fingerprint written down
 * in {@link dev.handoff.kit.provider.speech.moonshine.ModelFile}. The vocabulary is taken out of the same package rather
 * than kept here: it belongs to the model, comes under the model's licence and changes with it.
 */
package dev.handoff.kit.provider.speech.moonshine;
