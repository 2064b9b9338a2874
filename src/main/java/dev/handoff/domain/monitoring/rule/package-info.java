/**
 * What scans of messages look for: rules, and the comparison of messages with them.
 *
 * <pre>
 *   rule    words, patterns, hosts ──► Ruleset.examine ──┐
 *           claims ──────────────────► Similarity ───────┼──► flags, each a message and a reason
 *   moderation model ────────────────► Moderator ────────┘
 * </pre>
 *
 * <p>Authors of spam disguise words so that readers see them and programs don't. Messages are therefore compared in a form
 * without such disguises: {@link dev.handoff.domain.monitoring.rule.Folding}. Patterns are written by people too, and none
 * of them may stop a scan: they are RE2, whose time grows with the length of the text alone.
 *
 * <p>All rules are held in memory. Each batch reads one row that shows whether they have changed, and reads the rules only
 * if so. Each process makes the vectors of claims for itself and keeps them as long as the claims exist. A claim is a
 * sentence that any model understands, while stored vectors would tie the rules to one model. The price: a new process
 * makes all vectors once, which takes about ten seconds for a thousand claims with the built-in model.
 *
 * <p>The default of 0.75 for claims was measured with the built-in model, on three claims and 25 messages. Messages that
 * paraphrase a claim closely reached 0.81 to 0.97. Messages about the same things that say something else, denials among
 * them, reached at most 0.74. Free paraphrases lie at 0.43 to 0.69 and are missed; a limit that finds them finds the
 * others too.
 */
package dev.handoff.domain.monitoring.rule;
