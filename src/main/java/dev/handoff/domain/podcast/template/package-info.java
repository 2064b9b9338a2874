/**
 * Templates of podcast episodes: which sounds follow each other, what music lies under them, and how the whole is
 * mastered.
 *
 * <pre>
 *   JSON ─► schema ─► Template ─► TemplateRules ─► store        one template, under its id
 *                        │
 *                        └─► filled(values) ─► segments with all their texts, for an episode
 *
 *   segments   │ clip: intro │ speech │      main       │ silence │ clip: outro │    one after the other
 *   music      │░░░░░░░░ first bed ░░░░░░░░░│           │░░░░░ second bed ░░░░░░│    from a segment to a segment
 * </pre>
 *
 * <p>A template that has been read is complete: every default is a value in it. It is stored complete too, so that its
 * episodes sound the same after a release with other defaults.
 *
 * <p>The constraints of the records hold what a schema can say. {@link dev.handoff.domain.podcast.template.TemplateRules}
 * holds the rest. Both point at a fault by a JSON Pointer into the template. Nothing checks whether files exist: they may
 * be there by the time an episode is made.
 *
 * <p>Two people may change the same template. Every change gives it a version that no template had before. A change may
 * name the version that it is meant for, and has no effect on any other.
 */
package dev.handoff.domain.podcast.template;
