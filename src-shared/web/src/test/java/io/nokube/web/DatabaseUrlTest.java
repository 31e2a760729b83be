package io.nokube.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
    @Test
    void givesBothClientsTheirSettings() {
        DatabaseUrl url = DatabaseUrl.parse("postgresql://nokube:p%40ss%2Fw+rd@db.test:5433/nokube?sslmode=require");

        assertThat(url.properties())
                .containsEntry("quarkus.datasource.jdbc.url", "jdbc:postgresql://db.test:5433/nokube?sslmode=require")
                .containsEntry("quarkus.datasource.reactive.url", "postgresql://db.test:5433/nokube?sslmode=require")
                .containsEntry("quarkus.datasource.username", "nokube")
                .containsEntry("quarkus.datasource.password", "p@ss/w+rd");
        assertThat(url.toString()).doesNotContain("p@ss");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "db",
                "jdbc:postgresql://u:secret@h/db",
                "postgresql://h/db",
                "postgresql://u:secret@h",
                "http://u:secret@h/db"
            })
    void saysHowToWriteItWithoutRepeatingThePassword(String url) {
        assertThatThrownBy(() -> DatabaseUrl.parse(url))
                .hasMessage("NOKUBE_DB_URL must be postgresql://user:password@host:port/database");
    }
}
