package dev.handoff.edge.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.Settings;
import dev.handoff.edge.page.LoginConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginFaultsTest {

    private static final Map<String, String> GOOD = Map.of(
            "HANDOFF_LOGIN_ISSUER", "https://id.example.com/realms/team/",
            "HANDOFF_LOGIN_CLIENT_ID", "handoff",
            "HANDOFF_LOGIN_ROLES", "admin=platform,viewer=*",
            "HANDOFF_LOGIN_PAGE", "https://tasks.example.com/ops/");

    @Test
    void nothingIsWrongWithoutSettingsAndWithGoodOnes() {
        assertThat(faults(Map.of(), true, true)).isEmpty();
        assertThat(faults(GOOD, false, true)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "HANDOFF_LOGIN_ISSUER, id.example.com",
        "HANDOFF_LOGIN_ISSUER, http://id.example.com",
        "HANDOFF_LOGIN_ISSUER, ''",
        "HANDOFF_LOGIN_CLIENT_ID, ''",
        "HANDOFF_LOGIN_ROLES, ''",
        "HANDOFF_LOGIN_ROLES, owner=platform",
        "HANDOFF_LOGIN_PAGE, https://tasks.example.com",
        "HANDOFF_LOGIN_PAGE, /ops/",
    })
    void faultNamesItsVariable(String variable, String value) {
        var settings = new HashMap<>(GOOD);
        settings.put(variable, value);

        assertThat(faults(settings, false, true)).isNotEmpty().allSatisfy(fault -> assertThat(fault)
                .startsWith(variable));
    }

    @Test
    void otherMachinesNeedNoEncryptionOutsideOfProduction() {
        var settings = new HashMap<>(GOOD);
        settings.put("HANDOFF_LOGIN_ISSUER", "http://keycloak:8080/realms/team");

        assertThat(faults(settings, false, false)).isEmpty();
    }

    @Test
    void loginsNeedAKeyBesideThem() {
        assertThat(faults(GOOD, true, false)).singleElement().asString().contains("HANDOFF_API_KEY");
    }

    private static List<String> faults(Map<String, String> settings, boolean open, boolean production) {
        var values = new HashMap<String, String>();
        settings.forEach((variable, value) -> values.put(
                variable.replaceFirst("HANDOFF_LOGIN_", "handoff.login.")
                        .toLowerCase()
                        .replace('_', '-'),
                value));
        return LoginFaults.of(Settings.of(LoginConfig.class, values), open, production);
    }
}
