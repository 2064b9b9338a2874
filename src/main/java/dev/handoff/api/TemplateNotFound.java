package dev.handoff.api;

/** There is no template of this id: 404. */
final class TemplateNotFound extends RuntimeException {

    TemplateNotFound(String id) {
        super("no template " + id);
    }
}
