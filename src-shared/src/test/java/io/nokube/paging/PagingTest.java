package io.nokube.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nokube.problem.FieldError;
import io.nokube.problem.ProblemException;
import io.nokube.validation.Violations;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagingTest {
    private static PageRequest read(@Nullable String limit, @Nullable String cursor) {
        Violations violations = new Violations();
        PageRequest request = PageRequest.parse(name -> name.equals("limit") ? limit : cursor, violations);
        violations.throwIfAny();
        return request;
    }

    @Test
    void whatIsWrongIsSaidAtOnce() {
        assertThatThrownBy(() -> read("0", "eHh4"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().errors())
                                .extracting(FieldError::field)
                                .containsExactlyInAnyOrder("limit", "cursor"));
    }

    @Test
    void aCursorComesBackAsItWas() {
        assertThat(read(null, new Cursor("2025-08-18T10:30:00Z/7").encode()).cursor())
                .isEqualTo(new Cursor("2025-08-18T10:30:00Z/7"));
        assertThat(read(null, null).cursor()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"not base64!", "eHh4", "===="})
    void aMadeUpCursorIsNamed(String text) {
        assertThatThrownBy(() -> read(null, text))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().errors())
                                .extracting(FieldError::field)
                                .containsExactly("cursor"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "201", "x", "", "1e2"})
    void limitsOutOfRangeAreNamed(String text) {
        assertThatThrownBy(() -> read(text, null))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(400));
    }

    @Test
    void aLimitThatIsNotGivenIsFifty() {
        assertThat(read(null, null).limit()).isEqualTo(new Limit(50));
        assertThat(read("200", null).limit()).isEqualTo(new Limit(200));
    }
}
