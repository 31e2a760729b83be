package io.nokube.gateway;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.nokube.testkit.HouseRules;

@AnalyzeClasses(packages = "io.nokube.gateway", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchTests HOUSE_RULES = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule ROUTES_ARE_PURE = classes()
            .that()
            .resideInAPackage("io.nokube.gateway.route..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "io.nokube.gateway.route..")
            .because("where a path leads can then be read and tested without anything running");

    @ArchTest
    static final ArchRule WHERE_A_REQUEST_GOES_IS_PURE = classes()
            .that()
            .resideInAPackage("io.nokube.gateway.upstream..")
            .and()
            .haveSimpleNameNotEndingWith("Test")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "io.nokube.gateway.upstream..")
            .because("which address is asked next, and what is sent twice, is tested with tables");

    @ArchTest
    static final ArchRule HEADER_RULES_ARE_PURE = classes()
            .that()
            .haveNameMatching(".*\\.proxy\\.(HopByHop|RequestHeaders|ResponseHeaders)(\\$.*)?")
            .should()
            .onlyDependOnClassesThat()
            .haveNameMatching(
                    "java\\..*|org\\.jspecify\\..*|io\\.nokube\\.gateway\\.proxy\\..*|io\\.vertx\\.core\\.MultiMap|io\\.vertx\\.core\\.http\\.HttpHeaders")
            .because("what a service is told about a caller is decided by functions of its headers");

    @ArchTest
    static final ArchRule MERGING_DOCUMENTS_IS_PURE = classes()
            .that()
            .haveNameMatching(
                    ".*\\.openapi\\.(OpenApiMerge|SchemaNames|SchemaUse|SecuritySchemes|ProblemResponses|Answered|Part)(\\$.*)?")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "com.fasterxml.jackson.databind..",
                    "com.fasterxml.jackson.core..",
                    "io.nokube.problem..",
                    "io.nokube.gateway.route..",
                    "io.nokube.gateway.openapi..")
            .because("what callers are promised is put together from documents alone");

    @ArchTest
    static final ArchRule LIMITS_ARE_PURE = classes()
            .that()
            .haveNameMatching(
                    ".*\\.(BodyLimit|CrossOrigin|CorsPolicy|Activity|Allowance|Addresses|HeapShare|Quota|LoginThrottle|PasswordRule|EmailAddress|ServiceUrl)(\\$.*)?")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", "io.nokube.gateway.."))
            .because("a rule that keeps somebody out is tested without a server");

    @ArchTest
    static final ArchRule THE_PROXY_KNOWS_NO_ACCOUNTS = noClasses()
            .that()
            .resideInAPackage("io.nokube.gateway.proxy..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.nokube.gateway.user..", "io.vertx.mutiny.sqlclient..")
            .because("the way to a service needs a verified token and nothing else");

    @ArchTest
    static final ArchRule RESOURCES_HASH_NOTHING_AND_SIGN_NOTHING = noClasses()
            .that()
            .haveSimpleNameEndingWith("Resource")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.jose4j..", "io.quarkus.elytron..", "io.vertx.mutiny.sqlclient..")
            .because("resources parse and map");

    @ArchTest
    static final ArchRule ONE_CLASS_VERIFIES_TOKENS = noClasses()
            .that(not(simpleName("TokenVerifier")).and(not(simpleName("IdTokens"))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.jose4j.jwt.consumer..")
            .because(
                    "the gateway's endpoints and its proxy must never disagree about a token; what a provider says about"
                            + " somebody is another matter, and has its own class");

    @ArchTest
    static final ArchRule WHO_COMES_FROM_ELSEWHERE_IS_DECIDED_PURELY = classes()
            .that()
            .haveNameMatching(
                    ".*\\.external\\.(Attempt|Form|IdTokens|OidcMetadata|ReturnPath|UsernameProposals)(\\$.*)?")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "org.jose4j..",
                    "com.fasterxml.jackson.databind..",
                    "io.nokube.names..",
                    "io.nokube.gateway.external..")
            .because("what a stranger sends is judged by functions that are tested with tables");
}
