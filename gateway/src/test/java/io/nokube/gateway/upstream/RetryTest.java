package io.nokube.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RetryTest {
    @ParameterizedTest
    @CsvSource({
        // method, with a body, failure, attempts made, addresses, once more
        "GET, false, BROKEN, 1, 1, true",
        "GET, false, BROKEN, 1, 2, true",
        "GET, false, BROKEN, 2, 3, false",
        "HEAD, false, BROKEN, 1, 1, true",
        "OPTIONS, false, BROKEN, 1, 1, true",
        "DELETE, false, BROKEN, 1, 1, true",
        "PUT, false, BROKEN, 1, 1, true",
        // Its body is gone with the first attempt.
        "PUT, true, BROKEN, 1, 2, false",
        "DELETE, true, BROKEN, 1, 2, false",
        // It may have taken effect.
        "POST, false, BROKEN, 1, 2, false",
        "POST, true, BROKEN, 1, 2, false",
        "PATCH, false, BROKEN, 1, 2, false",
        // No service has seen it.
        "GET, false, UNREACHABLE, 1, 1, true",
        "POST, true, UNREACHABLE, 2, 1, true",
        "POST, true, UNREACHABLE, 3, 1, false",
        "GET, false, UNREACHABLE, 1, 2, true",
        "POST, true, UNREACHABLE, 1, 2, true",
        "PATCH, true, CONNECT_TIMEOUT, 1, 2, true",
        "POST, true, CROWDED, 1, 2, true",
        "POST, true, UNREACHABLE, 2, 2, true",
        "POST, true, CONNECT_TIMEOUT, 1, 1, false",
        "POST, true, CROWDED, 2, 2, false",
        "POST, true, UNREACHABLE, 2, 9, true",
        "POST, true, UNREACHABLE, 3, 9, false",
        // The time that it had is over.
        "GET, false, TIMEOUT, 1, 2, false",
        "POST, true, TIMEOUT, 1, 2, false"
    })
    void isWorthItWhereItDoesNothingTwice(
            String method, boolean hasBody, Failure failure, int made, int addresses, boolean expected) {
        assertThat(Retry.isWorthIt(method, hasBody, failure, made, addresses)).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(Failure.class)
    void comesToAnEnd(Failure failure) {
        assertThat(Retry.isWorthIt("GET", false, failure, Retry.MOST_ATTEMPTS, 100))
                .isFalse();
    }

    @Test
    void tooManyConnectionsAreTheGatewaysOwnFault() {
        assertThat(Retry.isAddressesFault(Failure.CROWDED)).isFalse();
        assertThat(Retry.isAddressesFault(Failure.UNREACHABLE)).isTrue();
    }
}
