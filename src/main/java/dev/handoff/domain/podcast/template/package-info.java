/**
 * Templates of podcast episodes: which sounds follow each other, what music lies under them, and how the whole is
 * mastered.
 *
 * <pre>
 *   JSON ─► schema ─► Template ─► TemplateRules ─► store        one template, under its id
 *                        │
 *                        └─► filled(values) ─► segments with all their texts, for whoever assembles an episode
 *
 *   segments   │ clip: intro │ speech │      main       │ silence │ clip: outro │    one after the other
 *   music      │░░░░░░░░ first bed ░░░░░░░░░│           │░░░░░ second bed ░░░░░░│    from a segment to a segment
 * </pre>
 *
 * <p>A template that has been read is complete: every default is a value in it. It is stored like that too, so that an
 * episode sounds the same when a later release has other defaults.
 *
 * <p>What a schema can say, the records' constraints say; the rest is in {@link dev.handoff.domain.podcast.template.TemplateRules}. Both
 * point at what is wrong by a JSON Pointer into the template. Whether files exist is not asked: they may be there by the
 * time an episode is made.
 *
 * <p>Two people may change one template. Every change gives it a version that no template had before, and a change may
 * name the version that it is meant for; it is then made to that one or not at all.
 *
 * <p>Knows {@code task}, {@code schema}, {@code storage} and {@code store}, and nothing about how sound is made.
 */
package dev.handoff.domain.podcast.template;
