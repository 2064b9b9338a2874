package dev.handoff.domain.podcast.assemble;

import dev.handoff.domain.podcast.template.Segment;
import dev.handoff.domain.podcast.template.Template;
import dev.handoff.kit.media.Chapter;
import dev.handoff.kit.media.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The chapters of an episode: one at each segment that has a title, and those of the main content. */
final class Chapters {

    private Chapters() {}

    /**
     * Each chapter ends where the next begins.
     *
     * @param parts where each segment sounds
     * @param seconds how long the episode is
     */
    static List<Chapter> of(
            Template template, List<Interval> parts, double seconds, MainContent main, EpisodeDetails details) {
        var titles = new TreeMap<Double, String>();
        for (int i = 0; i < parts.size(); i++) {
            double start = Interval.rounded(parts.get(i).start());
            if (template.segments().get(i) instanceof Segment.Sounding segment && segment.title() != null) {
                titles.put(start, segment.title());
            }
            if (template.segments().get(i) instanceof Segment.Main) {
                // A mark at the very beginning replaces the segment's title, since it says more.
                details.marks()
                        .forEach(mark -> titles.put(Interval.rounded(start + main.now(mark.start())), mark.title()));
            }
        }
        titles.tailMap(seconds).clear();
        return until(seconds, titles);
    }

    /** How many there can be: several of a moment are one in the end, and so are those beyond the end. */
    static long most(Template template, EpisodeDetails details) {
        var titled = template.segments().stream()
                .filter(it -> it instanceof Segment.Sounding segment && segment.title() != null)
                .count();
        return titled
                + details.marks().stream()
                        .map(mark -> Interval.rounded(mark.start()))
                        .distinct()
                        .count();
    }

    private static List<Chapter> until(double seconds, Map<Double, String> titles) {
        var starts = new ArrayList<>(titles.keySet());
        starts.add(seconds);
        var chapters = new ArrayList<Chapter>();
        for (var title : titles.entrySet()) {
            chapters.add(new Chapter(title.getValue(), title.getKey(), starts.get(chapters.size() + 1)));
        }
        return chapters;
    }
}
