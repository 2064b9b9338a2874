package dev.handoff.api;

/** There is a template of this id already: 409. */
final class TemplateExists extends RuntimeException {

    TemplateExists(String id) {
        super("there is a template " + id + " already; PUT replaces it");
    }
}
