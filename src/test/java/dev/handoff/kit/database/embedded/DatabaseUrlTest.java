package dev.handoff.kit.database.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {

    @Test
    void allPartsAreRead() {
        var url = DatabaseUrl.parse("postgresql://me:secret@db.example:5433/shop?sslmode=require");

        assertThat(url)
                .isEqualTo(new DatabaseUrl("db.example", 5433, "shop", "me", Optional.of("secret"), "sslmode=require"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres://me@db/shop", " postgresql://me@db:5432/shop\n"})
    void whatIsLeftOutHasItsDefault(String text) {
        var url = DatabaseUrl.parse(text);

        assertThat(url).isEqualTo(new DatabaseUrl("db", 5432, "shop", "me", Optional.empty(), ""));
    }

    @Test
    void hostMayHaveAnUnderscoreAsThoseOfContainersDo() {
        var url = DatabaseUrl.parse("postgresql://me:s%40cret@my_postgres:5433/shop?sslmode=require");

        assertThat(url)
                .isEqualTo(
                        new DatabaseUrl("my_postgres", 5433, "shop", "me", Optional.of("s@cret"), "sslmode=require"));
        assertThat(DatabaseUrl.ofJdbc(url.jdbc(), "me", Optional.of("s@cret"))).isEqualTo(url);
        assertThat(DatabaseUrl.parse("postgresql://me@a_b/shop").port()).isEqualTo(5432);
    }

    @Test
    void percentEncodingIsUndone() {
        var url = DatabaseUrl.parse("postgresql://a%40b:p%2Fs+%25@db/my%20shop");

        assertThat(url.user()).isEqualTo("a@b");
        assertThat(url.password()).contains("p/s+%");
        assertThat(url.database()).isEqualTo("my shop");
    }

    @Test
    void driversGetUserAndPasswordApart() {
        var url = DatabaseUrl.parse("postgresql://me:secret@db/shop?sslmode=require");

        assertThat(url.jdbc()).isEqualTo("jdbc:postgresql://db:5432/shop?sslmode=require");
        assertThat(url.reactive()).isEqualTo("postgresql://db:5432/shop?sslmode=require");
    }

    @Test
    void fullFormIsReadAgain() {
        var url = DatabaseUrl.parse("postgresql://a%40b:p%2Fs+$1@db/my%20shop?sslmode=require");

        assertThat(DatabaseUrl.parse(url.full())).isEqualTo(url);
    }

    @Test
    void formOfJdbcIsReadAgain() {
        var url = DatabaseUrl.parse("postgresql://a%40b:p%2Fs+$1@db/my%20shop?sslmode=require");

        assertThat(DatabaseUrl.ofJdbc(url.jdbc(), url.user(), url.password())).isEqualTo(url);
    }

    @Test
    void passwordIsNotPrinted() {
        var url = DatabaseUrl.parse("postgresql://me:secret@db/shop");

        assertThat(url).hasToString("postgresql://me:***@db:5432/shop");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            mysql://me:secret@db/shop,            must start with postgresql://
            me:secret@db/shop,                    must start with postgresql://
            postgresql://me:sec/ret@db/shop,      names no host
            postgresql://me:sec#ret@db/shop,      names no host
            postgresql://me:secret@@db/shop,      names no host
            postgresql://me:secret@db:port/shop,  names no host
            postgresql://me:sec@ret@my_db/shop,   names no host
            postgresql://me:secret@my_db:x/shop,  names no host
            postgresql://me:secret@my_db/shop?sslmode=verify-full, whose certificate can't be checked because of its underscore
            postgresql://me:secret@db,            must name one database
            postgresql://me:secret@db/a/b,        must name one database
            postgresql://:secret@db/shop,         names no user
            postgresql://db/shop,                 names no user
            postgresql://me:sec%ret@db/shop,      must be percent-encoded
            postgresql://me:sec ret@db/shop,      must be percent-encoded
            """)
    void whatIsWrongIsSaidWithoutThePassword(String text, String complaint) {
        assertThatThrownBy(() -> DatabaseUrl.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(complaint)
                .hasMessageContaining("it looks like postgresql://user:password@host:5432/database")
                .hasMessageNotContainingAny("secret", "ret@", "sec");
    }
}
