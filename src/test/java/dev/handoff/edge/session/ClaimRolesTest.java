package dev.handoff.edge.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.edge.http.Role;
import dev.handoff.kit.oidc.Account;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimRolesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "groups | {'groups': ['staff', 'platform']} | platform",
                "groups | {'groups': 'staff'} | staff",
                "groups | {'groups': ['guests', 7, null]} | *",
                "groups | {} | *",
                "/realm/roles | {'realm': {'roles': ['staff']}} | staff",
                "https://example.com/roles | {'https://example.com/roles': ['staff']} | staff",
                "email | {'email': 'a@example.com', 'email_verified': true} | a@example.com",
                "email | {'email': 'a@example.com', 'email_verified': 'true'} | a@example.com",
                "email | {'email': 'a@example.com', 'email_verified': false} | *",
                "email | {'email': 'a@example.com'} | *",
            })
    void valueThatOpensMostCounts(String claim, String claims, String value) throws IOException {
        var roles =
                ClaimRoles.of(claim, Set.of("viewer=*", "operator=staff", "admin = platform ", "admin=a@example.com"));

        assertThat(roles.value(account(claims))).contains(value);
    }

    @Test
    void nobodyHasARoleThatIsNotGiven() throws IOException {
        var roles = ClaimRoles.of("groups", Set.of("viewer=staff"));

        assertThat(roles.value(account("{'groups': ['guests']}"))).isEmpty();
        assertThat(roles.role("guests")).isEmpty();
    }

    @Test
    void valueWithTwoRolesHasTheOneThatMayMost() {
        assertThat(ClaimRoles.of("groups", Set.of("admin=a", "viewer=a")).role("a"))
                .contains(Role.ADMIN);
        assertThat(ClaimRoles.of("groups", Set.of("viewer=a=b,c")).role("a=b,c"))
                .isEqualTo(Optional.of(Role.VIEWER));
    }

    @Test
    void entriesOfAnotherFormAreFound() {
        assertThat(ClaimRoles.malformed(Set.of("admin=a", "Viewer = *", "owner=b", "admin=", "admin")))
                .containsExactly("admin", "admin=", "owner=b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'preferred_username': 'Олена', 'name': 'O'} | Олена (oidc:7)",
                "{'email': 'o@example.com', 'email_verified': true} | o@example.com (oidc:7)",
                "{'email': 'o@example.com', 'name': 'Olena'} | Olena (oidc:7)",
                "{'preferred_username': 'vera (oidc:1)'} | oidc:7",
                "{} | oidc:7",
            })
    void accountIsCalledSoThatNobodyPassesForAnother(String claims, String name) throws IOException {
        assertThat(account(claims).name()).isEqualTo(name);
    }

    private static Account account(String claims) throws IOException {
        return new Account("7", new ObjectMapper().readTree(claims.replace('\'', '"')));
    }
}
