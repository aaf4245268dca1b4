using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Platform.Notifications.Tests;

/// <summary>What came to the partner's end.</summary>
public sealed record Received(string Path, string Body, string Signature, string EventId);

/// <summary>A partner's server: takes what it is sent, and answers per path what the test says.</summary>
public sealed class Receiver : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, int> answers = new(StringComparer.Ordinal);
    private WebApplication? app;

    public ConcurrentQueue<Received> All { get; } = new();

    public string Address => app!.Urls.First();

    public void Answers(string path, int status) => answers[path] = status;

    public IReadOnlyList<Received> On(string path) => [.. All.Where(r => r.Path == path)];

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Run(async http =>
        {
            using var reader = new StreamReader(http.Request.Body);
            All.Enqueue(new(http.Request.Path, await reader.ReadToEndAsync(), http.Request.Headers["X-Platform-Signature"].ToString(), http.Request.Headers["X-Platform-Event-Id"].ToString()));
            var status = answers.GetValueOrDefault(http.Request.Path.Value!, 204);
            http.Response.StatusCode = status;
            if (status is >= 300 and < 400) http.Response.Headers.Location = "/elsewhere";
        });
        await app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null) await app.DisposeAsync();
    }
}
