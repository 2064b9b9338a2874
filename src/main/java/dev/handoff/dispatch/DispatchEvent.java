package dev.handoff.dispatch;

/** What happened to a doorbell on its way out. Fired as a CDI event, for telemetry; nothing may depend on it. */
public sealed interface DispatchEvent {

    Doorbell bell();

    String route();

    /** It is about to be brought. */
    record Started(Doorbell bell, String route) implements DispatchEvent {}

    /** The transport has it, under this name. */
    record Rang(Doorbell bell, String route, String name) implements DispatchEvent {}

    /** The transport didn't take it. */
    record Failed(Doorbell bell, String route, DispatchFailed failure) implements DispatchEvent {}
}
