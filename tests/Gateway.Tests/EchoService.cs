using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Platform.Contracts.DeviceRegistry;
using Platform.ServiceDefaults.Http;

namespace Platform.Gateway.Tests;

/// <summary>What a service behind the gateway saw of a request.</summary>
public sealed record Echo(string Service, string Method, string Path, string Query, Dictionary<string, string> Headers, long Body);

/// <summary>A stand-in for one service: tells what it saw, checks device credentials, hangs when asked to; can go away and come back.</summary>
public sealed class EchoService(string name) : IAsyncDisposable
{
    private WebApplication? app;

    public string Address { get; private set; } = "http://127.0.0.1:0";

    /// <summary>How often each path was asked for.</summary>
    public ConcurrentDictionary<string, int> Calls { get; } = new();

    /// <summary>What the registry's snapshot of shared devices holds.</summary>
    public ConcurrentBag<DeviceAccessFacts> Shares { get; } = [];

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(Address);
        app = builder.Build();
        app.Run(AnswerAsync);
        await app.StartAsync();
        Address = app.Urls.First();
    }

    public async Task StopAsync()
    {
        if (app is not null) await app.DisposeAsync();
        app = null;
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private static bool KnowsSecret(string header) =>
        header.StartsWith("Basic ", StringComparison.Ordinal) && Encoding.UTF8.GetString(Convert.FromBase64String(header["Basic ".Length..])).EndsWith(":secret", StringComparison.Ordinal);

    private async Task AnswerAsync(HttpContext http)
    {
        var path = http.Request.Path.Value!;
        Calls.AddOrUpdate(path, 1, (_, n) => n + 1);
        if (path.EndsWith("/trickle", StringComparison.Ordinal))
        {
            // Takes the body and never answers.
            await http.Request.Body.CopyToAsync(Stream.Null, http.RequestAborted);
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
            return;
        }

        if (path.EndsWith("/hang", StringComparison.Ordinal))
        {
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
            return;
        }

        if (path == "/api/device/license" && !KnowsSecret(http.Request.Headers.Authorization.ToString()))
        {
            http.Response.StatusCode = 401;
            return;
        }

        if (path == "/internal/device-access")
        {
            await http.Response.WriteAsJsonAsync(new Page<DeviceAccessFacts>([.. Shares], null), Json.Options);
            return;
        }

        var size = 0L;
        var buffer = new byte[8192];
        for (int read; (read = await http.Request.Body.ReadAsync(buffer)) > 0;) size += read;
        http.Response.Headers["X-Powered-By"] = "echo";
        http.Response.Headers.Server = "echo";
        await http.Response.WriteAsJsonAsync(new Echo(name, http.Request.Method, path, http.Request.QueryString.Value ?? "",
            http.Request.Headers.ToDictionary(h => h.Key.ToLowerInvariant(), h => h.Value.ToString()), size));
    }
}
