using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.Operations.Tests;

public sealed class HealthTests(OperationsFixture operations)
{
    [Fact]
    public async Task Verdict_follows_what_the_services_say()
    {
        operations.IsHealthy("registry", ("database", "healthy"), ("masstransit-bus", "healthy"));
        var well = await operations.GetAsync("/api/ops/health");
        well.GetProperty("verdict").GetString().ShouldBe("healthy");
        well.GetProperty("reasons").GetArrayLength().ShouldBe(0);
        var registry = Service(well, "registry");
        registry.GetProperty("version").GetString().ShouldBe("1.2.3");
        registry.GetProperty("memory_bytes").GetInt64().ShouldBe(100_000_000);
        registry.GetProperty("started_at").GetDateTimeOffset().ShouldBe(OperationsFixture.Started);
        registry.GetProperty("checks").EnumerateArray().Select(c => c.GetProperty("name").GetString()).ShouldBe(["database", "masstransit-bus"]);
        well.GetProperty("postgres").GetProperty("works_for").EnumerateArray().Select(s => s.GetString()).ShouldBe(["registry"]);

        operations.IsHealthy("registry", ("database", "healthy"), ("masstransit-bus", "degraded"));
        operations.Stub("telemetry").Answer("GET", "/health", _ => new NeverAnswers());
        operations.Stub("licensing").Answer("GET", "/health", http =>
        {
            http.Abort();
            return Results.Empty;
        });
        var ill = await operations.GetAsync("/api/ops/health");
        ill.GetProperty("verdict").GetString().ShouldBe("degraded");
        Service(ill, "telemetry").GetProperty("state").GetString().ShouldBe("unreachable");
        Service(ill, "telemetry").GetProperty("detail").GetString().ShouldBe("No answer within 2 s.");
        Service(ill, "licensing").GetProperty("state").GetString().ShouldBe("unreachable");
        Service(ill, "registry").GetProperty("state").GetString().ShouldBe("degraded");
        ill.GetProperty("reasons").EnumerateArray().Select(r => r.GetString()).ShouldContain("telemetry is not reachable: No answer within 2 s.");

        operations.IsHealthy("telemetry");
        operations.IsHealthy("licensing");
        operations.IsHealthy("identity", ("database", "unhealthy"));
        operations.IsHealthy("registry", ("database", "unhealthy"), ("masstransit-bus", "healthy"));
        var down = await operations.GetAsync("/api/ops/health");
        down.GetProperty("verdict").GetString().ShouldBe("down");
        down.GetProperty("postgres").GetProperty("state").GetString().ShouldBe("unhealthy");
        down.GetProperty("reasons")[0].GetString()!.ShouldStartWith("PostgreSQL does not answer any service");
        operations.IsHealthy("identity");
        operations.IsHealthy("registry");
    }

    [Fact]
    public async Task Process_is_told_to_services_and_to_nobody_else()
    {
        using var nobody = operations.CreateClient();
        (await nobody.GetFromJsonAsync<JsonElement>("/health")).TryGetProperty("process", out _).ShouldBeFalse();
        using var admin = operations.ClientOf(Roles.Admin);
        (await admin.GetFromJsonAsync<JsonElement>("/health")).TryGetProperty("process", out _).ShouldBeFalse();

        using var service = operations.ClientWith(operations.Tokens.For(Roles.Service, subject: "gateway"));
        var health = await service.GetFromJsonAsync<JsonElement>("/health");
        health.GetProperty("process").GetProperty("service").GetString().ShouldBe("operations");
        health.GetProperty("process").GetProperty("memory_bytes").GetInt64().ShouldBeGreaterThan(1_000_000);
        health.GetProperty("checks").GetProperty("broker").GetProperty("status").GetString().ShouldBe("healthy");
    }

    private static JsonElement Service(JsonElement health, string name) =>
        health.GetProperty("services").EnumerateArray().Single(s => s.GetProperty("name").GetString() == name);

    private sealed class NeverAnswers : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => Task.Delay(Timeout.Infinite, httpContext.RequestAborted);
    }
}
