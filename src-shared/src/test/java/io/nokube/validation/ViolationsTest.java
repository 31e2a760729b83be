package io.nokube.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nokube.names.Username;
import io.nokube.problem.FieldError;
import io.nokube.problem.ProblemException;
import org.junit.jupiter.api.Test;

class ViolationsTest {
    private final Violations violations = new Violations();

    @Test
    void everyFieldIsNamedOnceWithItsFirstError() {
        violations.required("name", null);
        violations.add("name", "a second error of the same field");
        violations.range("port", 70_000, 1, 65_535);
        violations.parse("username", "test-user", Username::new);

        assertThat(violations.errors())
                .containsExactly(
                        new FieldError("name", "is required"),
                        new FieldError("port", "must be from 1 to 65535"),
                        new FieldError("username", Username.RULE));
        assertThatThrownBy(violations::throwIfAny)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().errors()).hasSize(3));
    }

    @Test
    void whatIsLeftOutIsOnlyWrongWhereItIsRequired() {
        violations.range("port", null, 1, 65_535);
        violations.text("description", null, 10);
        violations.check("tag", null, text -> false, "never asked");

        assertThat(violations.parse("username", null, Username::new)).isNull();
        assertThatCode(violations::throwIfAny).doesNotThrowAnyException();
    }

    @Test
    void textHasNoControlCharacters() {
        violations.text("description", "a\u0000b", 10);
        violations.text("fine", "line\n\tline", 10);

        assertThat(violations.errors())
                .containsExactly(new FieldError("description", "must not contain control characters"));
    }
}
