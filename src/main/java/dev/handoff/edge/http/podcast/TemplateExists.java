package dev.handoff.edge.http.podcast;

/** There is a template of this id already: 409. */
public final class TemplateExists extends RuntimeException {

    TemplateExists(String id) {
        super("there is a template " + id + " already; PUT replaces it");
    }
}
