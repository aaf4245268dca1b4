using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.TestKit;

/// <summary>A small server in place of the services that the one under test calls: service tokens, empty snapshots, and what a test sets.</summary>
public sealed class StubServices : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Func<HttpContext, IResult>> answers = new(StringComparer.Ordinal);
    private WebApplication? app;

    /// <summary>Where the stand-ins listen.</summary>
    public string Address => app!.Urls.First();

    /// <summary>Answers <paramref name="method"/> <paramref name="path"/> from now on.</summary>
    public void Answer(string method, string path, Func<HttpContext, IResult> answer) => answers[$"{method} {path}"] = answer;

    /// <summary>Answers a snapshot with one page of these facts.</summary>
    public void Snapshot<TFacts>(string path, params TFacts[] facts) => Answer("GET", path, _ => Results.Json(new Page<TFacts>(facts, null), Json.Options));

    /// <summary>Begins to listen on a free port.</summary>
    public async Task StartAsync()
    {
        Answer("POST", "/internal/service-token", _ => Results.Json(new ServiceTokenResponse("stub", 300), Json.Options));
        foreach (var path in new[] { "/internal/devices", "/internal/licenses", "/internal/tenants", "/internal/pit-access", "/internal/pits", "/internal/device-access" }.Where(p => !answers.ContainsKey($"GET {p}"))) Snapshot<object>(path);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Run(http => answers.TryGetValue($"{http.Request.Method} {http.Request.Path}", out var answer)
            ? answer(http).ExecuteAsync(http)
            : Results.NotFound().ExecuteAsync(http));
        await app.StartAsync();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (app is not null) await app.DisposeAsync();
    }
}
