package io.nokube.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nokube.problem.FieldError;
import io.nokube.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagingTest {
    @Test
    void aCursorComesBackAsItWas() {
        assertThat(Cursor.parse(new Cursor("2025-08-18T10:30:00Z/7").encode()))
                .isEqualTo(new Cursor("2025-08-18T10:30:00Z/7"));
        assertThat(Cursor.parse(null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"not base64!", "eHh4", "===="})
    void aMadeUpCursorIsNamed(String text) {
        assertThatThrownBy(() -> Cursor.parse(text))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().errors())
                                .extracting(FieldError::field)
                                .containsExactly("cursor"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "201", "x", "", "1e2"})
    void limitsOutOfRangeAreNamed(String text) {
        assertThatThrownBy(() -> Limit.parse(text))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(400));
    }

    @Test
    void aLimitThatIsNotGivenIsFifty() {
        assertThat(Limit.parse(null)).isEqualTo(new Limit(50));
        assertThat(Limit.parse("200")).isEqualTo(new Limit(200));
    }
}
