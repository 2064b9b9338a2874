package dev.handoff.domain.speaking;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How people speak to a resource. */
public enum ResourceKind {
    /** They read it aloud. What they say is compared with it. */
    @JsonProperty("text")
    TEXT,

    /** They answer it, in words of their own. */
    @JsonProperty("prompt")
    PROMPT
}
