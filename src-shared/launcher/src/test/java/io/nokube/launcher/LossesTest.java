package io.nokube.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.nokube.launcher.Losses.Failed;
import io.nokube.launcher.Losses.Outage;
import io.nokube.launcher.Losses.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LossesTest {
    private static final List<Outage> OUTAGES = List.of(
            new Outage(Service.GATEWAY, 1, 100, 110, 200),
            new Outage(Service.BUILD, 0, 300, 310, 400),
            new Outage(Service.MONITOR, 0, 500, 510, 600));

    @ParameterizedTest
    @CsvSource({
        "1, 90, 105, IN_FLIGHT_AT_GATEWAY",
        "1, 110, 120, IN_FLIGHT_AT_GATEWAY",
        "1, 111, 120, UNEXPLAINED",
        "1, 90, 99, UNEXPLAINED",
        "0, 90, 105, UNEXPLAINED",
    })
    void aConnectionMayBreakWithTheGateway(int gateway, long started, long ended, Reason reason) {
        assertThat(Losses.reason(failed("GET", gateway, started, ended, true, null), OUTAGES))
                .isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({"1, 150, NOBODY_THERE", "1, 201, UNEXPLAINED", "0, 150, UNEXPLAINED"})
    void aConnectionIsRefusedWhileTheGatewayIsAway(int gateway, long at, Reason reason) {
        assertThat(Losses.reason(failed("GET", gateway, at, at, false, null), OUTAGES))
                .isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, 290, 305, 502, IN_FLIGHT_BEHIND",
        // Another replica could have been asked.
        "GET, 290, 305, 502, UNEXPLAINED",
        "DELETE, 290, 305, 502, UNEXPLAINED",
        // There was another replica that was ready, also while this one was not ready yet.
        "POST, 380, 395, 503, UNEXPLAINED",
        "POST, 290, 305, 503, UNEXPLAINED",
        "POST, 401, 405, 503, UNEXPLAINED",
        "POST, 290, 305, 504, UNEXPLAINED",
        "POST, 290, 305, 500, UNEXPLAINED",
        "POST, 311, 320, 502, UNEXPLAINED",
        "POST, 505, 520, 502, UNEXPLAINED",
    })
    void onlyWhatCannotBeSentTwiceMayFailWithTheService(
            String method, long started, long ended, int status, Reason reason) {
        assertThat(Losses.reason(failed(method, 0, started, ended, true, status), OUTAGES))
                .isEqualTo(reason);
    }

    @Test
    void aStreamEndsWithEitherOfThoseThatItComesThrough() {
        assertThat(Losses.mayBreak(failed("GET", 1, 50, 105, true, null), OUTAGES))
                .isTrue();
        assertThat(Losses.mayBreak(failed("GET", 0, 250, 305, true, null), OUTAGES))
                .isTrue();
        assertThat(Losses.mayBreak(failed("GET", 0, 50, 105, true, null), OUTAGES))
                .isFalse();
        assertThat(Losses.mayBreak(failed("GET", 0, 450, 505, true, null), OUTAGES))
                .isFalse();
    }

    private static Failed failed(
            String method, int gateway, long started, long ended, boolean connected, @Nullable Integer status) {
        return new Failed(method, "/api/v1/builds", Service.BUILD, gateway, started, ended, connected, status);
    }
}
