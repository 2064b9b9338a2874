/**
 * Networks of neurons on this machine, by ONNX Runtime. Its library is in the program and is unpacked when the first network
 * is loaded.
 */
package dev.handoff.kit.provider.onnx;
