package dev.handoff.domain.speaking;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;

/** What speaks for a resource, and what against it. */
@ConfigMapping(prefix = "handoff.rating")
public interface RatingConfig {

    /** Kinds of impressions that speak for a resource. Kinds in neither list are counted and speak for nothing. */
    @WithDefault("like,share,save")
    List<String> votesFor();

    /** Kinds of impressions that speak against a resource. */
    @WithDefault("dislike,skip,report")
    List<String> votesAgainst();
}
