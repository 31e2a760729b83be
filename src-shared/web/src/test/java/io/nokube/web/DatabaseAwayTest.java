package io.nokube.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class DatabaseAwayTest {
    @Test
    void aConnectionThatIsLostOrNotToBeHad() {
        assertThat(DatabaseAway.isShownBy(new ConnectException("Connection refused")))
                .isTrue();
        assertThat(DatabaseAway.isShownBy(new SocketException("Connection reset")))
                .isTrue();
        assertThat(DatabaseAway.isShownBy(new IOException("Connection reset by peer")))
                .isTrue();
        assertThat(DatabaseAway.isShownBy(new IOException("writevAddresses(..) failed with error(-32): Broken pipe")))
                .isTrue();
        assertThat(DatabaseAway.isShownBy(new ClosedChannelException())).isTrue();
        assertThat(DatabaseAway.isShownBy(ClosedConnectionException.INSTANCE)).isTrue();
        assertThat(DatabaseAway.isShownBy(new TimeoutException())).isTrue();
        assertThat(DatabaseAway.isShownBy(new NoStackTraceThrowable("Timeout"))).isTrue();
        assertThat(DatabaseAway.isShownBy(
                        new NoStackTraceThrowable("Connection is not active now, current status: CLOSED")))
                .isTrue();
        assertThat(DatabaseAway.isShownBy(new CompletionException(postgres("53300"))))
                .isTrue();
        assertThat(DatabaseAway.isShownBy(postgres("57P01"))).isTrue();
    }

    @Test
    void whatIsWrongWithAStatementIsNot() {
        assertThat(DatabaseAway.isShownBy(postgres("22021"))).isFalse();
        assertThat(DatabaseAway.isShownBy(postgres("23505"))).isFalse();
        assertThat(DatabaseAway.isShownBy(new VertxException("Stream reset"))).isFalse();
        assertThat(DatabaseAway.isShownBy(new IllegalStateException())).isFalse();
        assertThat(DatabaseAway.isShownBy(new FileNotFoundException("names.txt")))
                .isFalse();
    }

    private static PgException postgres(String sqlState) {
        return new PgException("said so", "ERROR", sqlState, "");
    }
}
