using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platform.ServiceDefaults.Hosting;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.ServiceDefaults.Tests;

/// <summary>A service with the defaults and nothing else, on a real port, as it runs in production.</summary>
public sealed class SampleService : IAsyncLifetime
{
    private WebApplication app = null!;

    public TestTokens Tokens { get; } = new();

    public HttpClient Http { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration["services:identity:http:0"] = "http://127.0.0.1:9";
        builder.AddServiceDefaults("sample");
        builder.Logging.AddFilter("Platform", LogLevel.Critical).AddFilter("Microsoft", LogLevel.Critical).AddFilter("Microsoft.AspNetCore", LogLevel.Critical);
        builder.Services.AddSingleton<ISigningKeys>(Tokens);
        builder.Services.AddSingleton<IUnavailability, SampleOutage>().AddSingleton<IRefusedData, SampleRefusal>();
        builder.Services.PostConfigure<RequestTimeoutOptions>(timeouts => timeouts.DefaultPolicy = new RequestTimeoutPolicy
        {
            Timeout = TimeSpan.FromMilliseconds(300),
            TimeoutStatusCode = timeouts.DefaultPolicy!.TimeoutStatusCode,
        });
        app = builder.Build();
        app.UseServiceDefaults();
        Map(app);
        await app.StartAsync();
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.DisposeAsync();
    }

    public async Task<Answer> SendAsync(HttpMethod method, string path, string? body = null, string? token = null, string accept = "application/json", string type = "application/json")
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, type);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using var response = await Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new Answer((int)response.StatusCode, text, response.Headers, response.Content.Headers.ContentType?.MediaType);
    }

    private static void Map(WebApplication app)
    {
        var open = app.MapGroup("/open").AllowAnonymous();
        open.MapPost("/pits", (NewPit pit) => TypedResults.Ok(pit));
        open.MapPost("/strict", (StrictPit pit) => TypedResults.Ok(pit));
        open.MapGet("/pits/{id:int}", (int id, int limit, DateTimeOffset? from) => TypedResults.Ok(new { id, limit, from }));
        open.MapGet("/defect", string () => throw new InvalidOperationException("the secret reason"));
        open.MapGet("/outage", string () => throw new SampleAway());
        open.MapGet("/refused", string () => throw new SampleNotStorable());
        open.MapGet("/cut", string () => throw new HttpIOException(HttpRequestError.ResponseEnded, "the secret address went away"));
        open.MapGet("/slow", async (CancellationToken ct) =>
        {
            await Task.Delay(Timeout.Infinite, ct);
            return "never";
        });
        open.MapGet("/invalid", () => Problems.Invalid(("pit_number", "must be positive"), ("pit_number", "must be below 1000"), ("code", "is taken")));
        open.MapGet("/missing", () => Problems.NotFound("pit"));
        open.MapGet("/busy", (HttpContext http) => Problems.TooMany(http, "too_many_tries", "Try later.", TimeSpan.FromSeconds(89.2)));
        app.MapGet("/api/device/defect", string () => throw new InvalidOperationException("the secret reason")).AllowAnonymous();
        app.MapGet("/person", (Caller caller) => TypedResults.Ok(caller)).RequireAuthorization(Policies.Person);
        app.MapGet("/signed-in", () => "ok").RequireAuthorization(Policies.SignedIn);
        app.MapGet("/owner", () => "ok").RequireAuthorization(Policies.Owner);
        app.MapGet("/service", () => "ok").RequireAuthorization(Policies.Service);
        app.MapGet("/readings", () => "ok").RequireAuthorization(Policies.ReadingsRead);
        app.MapGet("/devices", () => "ok").RequireAuthorization(Policies.DevicesRead);
        app.MapPost("/devices", () => "ok").RequireAuthorization(Policies.DevicesWrite);
        app.MapGet("/forgotten", () => "ok");
    }
}

/// <summary>An answer that was read to its end.</summary>
public sealed record Answer(int Status, string Text, HttpResponseHeaders Headers, string? MediaType)
{
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Text);

    public string Type => Json.GetProperty("type").GetString()!;

    public string[] Fields => [.. Json.GetProperty("errors").EnumerateObject().Select(e => e.Name)];
}

/// <summary>A body whose members may be missing: its own rules name them.</summary>
public sealed record NewPit(string? Name, int PitNumber, PitKind Kind, IReadOnlyList<int>? Slots);

/// <summary>A body whose members must be there.</summary>
public sealed class StrictPit
{
    public required string Name { get; init; }

    public required int PitNumber { get; init; }
}

public enum PitKind
{
    Lift,
    WashBay,
}

internal sealed class SampleAway : Exception
{
    public SampleAway()
        : base("the secret address does not answer")
    {
    }
}

internal sealed class SampleOutage : IUnavailability
{
    public bool Means(Exception exception) => exception is SampleAway;
}

internal sealed class SampleNotStorable : Exception
{
    public SampleNotStorable()
        : base("the secret column does not take this")
    {
    }
}

internal sealed class SampleRefusal : IRefusedData
{
    public bool Means(Exception exception) => exception is SampleNotStorable;
}
