package io.nokube.build.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.nokube.sandbox.github.SandboxGitHub;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

/// What is told of repositories before anything is built from them.
@QuarkusTest
@WithTestResource(Platform.class)
@SuppressWarnings("NullAway.Init")
class BranchesIT {
    private static final Client USER = Client.user("brancher");
    private static final String PATH = "/api/v1/repositories/branches";

    SandboxGitHub gitHub;

    @Test
    void thoseOfAPublicRepositoryTheDefaultOneFirst() {
        look("https://github.com/amzhm/shop.git")
                .statusCode(200)
                .body("repository_url", equalTo("https://github.com/amzhm/shop"))
                .body("status", equalTo("found"))
                .body("default_branch", equalTo("main"))
                .body("branches", contains("main", "develop", "feature/checkout"))
                .body("complete", equalTo(true));
        look("https://github.com/amzhm/many").body("branches", hasSize(101)).body("complete", equalTo(false));
    }

    @Test
    void aPrivateRepositoryIsAsOneThatIsNotThere() {
        for (String name : new String[] {"private-plans", "missing-plans"}) {
            look("https://github.com/amzhm/" + name)
                    .statusCode(200)
                    .body("status", equalTo("not_public"))
                    .body("default_branch", nullValue())
                    .body("branches", empty());
        }
        assertThat(asked("private-plans")).isEqualTo(1);
    }

    @Test
    void whoAsksAgainCostsNothing() {
        look("https://github.com/amzhm/asked-often").statusCode(200);
        look("https://github.com/AMZHM/Asked-Often").statusCode(200).body("status", equalTo("found"));
        assertThat(asked("asked-often")).isEqualTo(2);
    }

    @Test
    void nothingElseIsFetched() {
        for (String url : new String[] {
            "https://gitlab.com/a/b", "http://github.com/a/b", "https://github.com/a", "https://u@github.com/a/b", ""
        }) {
            look(url).statusCode(400).body("errors[0].field", equalTo("repository_url"));
        }
        USER.get(PATH).then().statusCode(400).body("errors[0].field", equalTo("repository_url"));
        USER.get(PATH + "?url=x").then().statusCode(400).body("errors.field", contains("url", "repository_url"));
        given().get(PATH).then().statusCode(401);
    }

    private static ValidatableResponse look(String url) {
        return USER.request().queryParam("repository_url", url).get(PATH).then();
    }

    private long asked(String name) {
        return gitHub.requests().stream()
                .filter(request -> request.path().contains("/repos/amzhm/" + name))
                .count();
    }
}
