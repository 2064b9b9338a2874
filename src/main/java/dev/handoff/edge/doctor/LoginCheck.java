package dev.handoff.edge.doctor;

import dev.handoff.edge.session.Logins;
import jakarta.inject.Singleton;

/** Looks whether the provider of people's accounts answers. */
@Singleton
final class LoginCheck {

    private final Logins logins;

    LoginCheck(Logins logins) {
        this.logins = logins;
    }

    /** What doctor says. */
    String finding() throws Exception {
        return logins.provider()
                .orElseThrow(() -> new Finding.Unused("HANDOFF_LOGIN_ISSUER is not set; people log in by keys"))
                .probe();
    }
}
