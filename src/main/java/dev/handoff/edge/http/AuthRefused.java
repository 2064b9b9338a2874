package dev.handoff.edge.http;

/**
 * A request had wrong credentials, or came too soon after many that had. Fired as a CDI event, for telemetry; nothing may
 * depend on it.
 *
 * @param address of the caller, or of the proxy before it
 * @param reason without the credentials
 */
public record AuthRefused(String address, String reason) {}
