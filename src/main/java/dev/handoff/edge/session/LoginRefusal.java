package dev.handoff.edge.session;

import dev.handoff.kit.oidc.ProviderRefused;
import java.util.Locale;

/** Why a login came to nothing, as the page explains it. The log has the details. */
enum LoginRefusal {
    /** The person was not let in, or didn't want to be. */
    DENIED,
    /** It was begun too long ago, or in another browser. */
    EXPIRED,
    /** The person is known, and has no role here. */
    STRANGER,
    /** The provider doesn't answer, or is unwell. */
    AWAY,
    /** The provider answers what can't be used; the settings of both sides have to be compared. */
    UNUSABLE;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static LoginRefusal of(Exception failed) {
        return failed instanceof ProviderRefused ? UNUSABLE : AWAY;
    }

    /** @param error of RFC 6749, section 4.1.2.1 */
    static LoginRefusal of(String error) {
        return switch (error) {
            case "access_denied" -> DENIED;
            case "server_error", "temporarily_unavailable" -> AWAY;
            default -> UNUSABLE;
        };
    }
}
