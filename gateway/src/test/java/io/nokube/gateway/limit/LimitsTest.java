package io.nokube.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bucket4j.TimeMeter;
import io.nokube.gateway.config.Quota;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {
    private final StoppedTime time = new StoppedTime();

    @ParameterizedTest
    @CsvSource({
        "60/m, 60, PT1M, 60",
        "1000/s burst 2000, 1000, PT1S, 2000",
        "5/h burst 1, 5, PT1H, 1",
    })
    void aQuotaIsSoManyInAPeriod(String text, long amount, Duration period, long burst) {
        assertThat(Quota.parse(text)).contains(new Quota(amount, period, burst));
        assertThat(Quota.isValid(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0/s", "-1/s", "5", "5/d", "5/s burst 0", "5/s burst", "5 /s", "OFF", "99999999/s"})
    void anythingElseIsNone(String text) {
        assertThat(Quota.isValid(text)).isFalse();
        assertThatThrownBy(() -> Quota.parse(text)).hasMessageContaining("60/m");
    }

    @Test
    void offMeansNoLimit() {
        assertThat(Quota.parse("off")).isEmpty();
        assertThat(Quota.isValid("off")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/builds, ",
        "POST, /api/v1/builds, BUILDS",
        "POST, /api/v1/builds/, BUILDS",
        "POST, /api/v1/builds/018f/retry, BUILDS",
        "POST, /api/v1/builds/018f/log-chunks, ",
        "DELETE, /api/v1/builds/018f, ",
        "POST, /api/v1/buildsx, ",
        "POST, /api/v1/projects, ",
        "POST, /api/v1/deploy, DEPLOYS",
        "POST, /api/v1/deployments/4b1c/scale, DEPLOYS",
        "DELETE, /api/v1/deployments/4b1c, DEPLOYS",
        "GET, /api/v1/deployments, ",
        "POST, /api/v1/deployx, ",
        "POST, /api/v1/auth/login, LOGINS",
        "POST, /api/v1/auth/%6cogin, LOGINS",
        "POST, /api/v1/auth/login/, LOGINS",
        "POST, /api/v1/auth/register, LOGINS",
        "POST, /api/v1/auth/password, LOGINS",
        "DELETE, /api/v1/auth/me, LOGINS",
        "POST, /api/v1/auth/logout, ",
        "POST, /api/v1/auth/tokens, ",
        "DELETE, /api/v1/auth/tokens/5, ",
        "POST, /api/v1/auth/tokensx, LOGINS",
        "GET, /api/v1/auth/me, ",
        "OPTIONS, /api/v1/auth/login, ",
        "POST, /api/v1/webhooks/github, ",
    })
    void someRequestsCountForMore(String method, String path, @Nullable String activity) {
        assertThat(Activity.of(method, path))
                .isEqualTo(Optional.ofNullable(activity).map(Activity::valueOf));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "2001:db8:1:2:3:4:5:6, 20010db800010002::/64",
        "2001:db8:1:2:ffff::1, 20010db800010002::/64",
        "2001:db8:1:3::1, 20010db800010003::/64",
        "::ffff:192.0.2.1, 192.0.2.1",
        "a:b, unknown",
        ", unknown",
    })
    void anIpv6SenderIsItsNetwork(@Nullable String address, String sender) {
        assertThat(Addresses.sender(address)).isEqualTo(sender);
    }

    @Test
    void aBucketEmptiesAtOnceAndFillsEvenly() {
        Buckets buckets = new Buckets(new Quota(60, Duration.ofMinutes(1), 3), 10, time);

        assertThat(buckets.take("neo").remaining()).isEqualTo(2);
        buckets.take("neo");
        assertThat(buckets.take("neo").granted()).isTrue();
        Allowance refused = buckets.take("neo");
        assertThat(refused).isEqualTo(new Allowance(false, 3, 0, Duration.ofSeconds(1)));
        assertThat(buckets.take("trinity").granted()).isTrue();

        time.advance(Duration.ofSeconds(1));
        assertThat(buckets.take("neo").granted()).isTrue();
        assertThat(buckets.take("neo").granted()).isFalse();
        time.advance(Duration.ofHours(1));
        assertThat(buckets.take("neo").remaining())
                .as("never more than the burst")
                .isEqualTo(2);
    }

    @Test
    void madeUpAddressesCostNoMemoryAndFreeNobody() {
        Buckets buckets = new Buckets(new Quota(1, Duration.ofHours(1), 5), 1_000, time);
        int granted = 0;
        for (int i = 0; i < 100_000; i++) {
            buckets.take("made up " + i);
            if (i % 500 == 0 && buckets.take("busy").granted()) {
                granted++;
            }
        }

        assertThat(buckets.size()).isEqualTo(1_000);
        assertThat(granted).isEqualTo(5);
    }

    @Test
    void theTighterOfTwoIsTold() {
        Allowance wide = new Allowance(true, 100, 90, Duration.ofSeconds(1));
        Allowance close = new Allowance(true, 10, 3, Duration.ofSeconds(9));
        Allowance refused = new Allowance(false, 1_000, 0, Duration.ofMillis(1_001));

        assertThat(wide.tighter(close)).isEqualTo(close).isEqualTo(close.tighter(wide));
        assertThat(close.tighter(refused)).isEqualTo(refused).isEqualTo(refused.tighter(close));
        assertThat(Allowance.UNLIMITED.headers()).isEmpty();
        assertThat(close.headers())
                .isEqualTo(Map.of("RateLimit-Limit", "10", "RateLimit-Remaining", "3", "RateLimit-Reset", "9"));
        assertThat(refused.headers()).containsEntry("Retry-After", "2").containsEntry("RateLimit-Reset", "2");
    }

    private static final class StoppedTime implements TimeMeter {
        private long nanos;

        void advance(Duration duration) {
            nanos += duration.toNanos();
        }

        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
