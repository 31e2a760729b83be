package io.nokube.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.security.AuthenticationFailedException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;

class KeysAwayTest {
    @Test
    void aConnectionThatCouldNotBeMadeIsNoFaultOfTheToken() {
        Exception unresolvable = new Exception("no key", new IllegalStateException(new ConnectException("refused")));

        assertThat(KeysAway.isCauseOf(new AuthenticationFailedException(unresolvable)))
                .isTrue();
    }

    @Test
    void whateverElseIsWrongIs() {
        assertThat(KeysAway.isCauseOf(new AuthenticationFailedException(new Exception("expired"))))
                .isFalse();
        assertThat(KeysAway.isCauseOf(new AuthenticationFailedException())).isFalse();
    }
}
