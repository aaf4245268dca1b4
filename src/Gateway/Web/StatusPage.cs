using System.Net;
using System.Text;
using Microsoft.Extensions.Options;
using Platform.Gateway.Routing;

namespace Platform.Gateway.Web;

/// <summary>Which services answer, and nothing more; looked up at most every five seconds.</summary>
internal sealed class StatusPage(IHttpClientFactory clients, BehindServices services, TimeProvider time)
{
    public const string ClientName = "status";

    public const string Style = """
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1rem; color: #1f2933; background: #fff; }
        table { border-collapse: collapse; width: 100%; }
        th, td { text-align: left; padding: .5rem; border-bottom: 1px solid #d9e2ec; }
        .healthy { color: #1b7f3b; }
        .unhealthy, .away { color: #b42318; }
        """;

    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim gate = new(1, 1);
    private IReadOnlyList<(string Service, string State)> states = [];
    private DateTimeOffset until = DateTimeOffset.MinValue;

    public async Task<string> RenderAsync(CancellationToken ct)
    {
        var html = new StringBuilder("""
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Platform status</title><link rel="stylesheet" href="/status.css"></head>
            <body><h1>Platform status</h1><table><thead><tr><th>Service</th><th>State</th></tr></thead><tbody>

            """);
        foreach (var (service, state) in await LookAsync(ct))
            html.Append(System.Globalization.CultureInfo.InvariantCulture, $"<tr><td>{WebUtility.HtmlEncode(service)}</td><td class=\"{state}\">{state}</td></tr>\n");
        return html.Append("</tbody></table><p><a href=\"/docs\">API documentation</a></p></body></html>\n").ToString();
    }

    private async Task<IReadOnlyList<(string Service, string State)>> LookAsync(CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            if (time.GetUtcNow() < until) return states;
            states = [("gateway", "healthy"), .. await Task.WhenAll(services.All.Select(s => StateOfAsync(s, ct)))];
            until = time.GetUtcNow() + KeptFor;
            return states;
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<(string Service, string State)> StateOfAsync(BehindService service, CancellationToken ct)
    {
        try
        {
            using var client = clients.CreateClient(ClientName);
            using var answer = await client.GetAsync(new Uri(service.Address, "health"), ct);
            return (service.Name, answer.IsSuccessStatusCode ? "healthy" : "unhealthy");
        }
        catch (Exception exception) when (exception is HttpRequestException || (exception is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return (service.Name, "away");
        }
    }
}

/// <summary>The status page (<c>/status</c>, and <c>/</c> until there is a web app) and <c>security.txt</c>.</summary>
internal static class Pages
{
    public static void MapStatusPage(this WebApplication app)
    {
        var paths = app.Services.GetRequiredService<IOptions<WebOptions>>().Value.Exists ? ["/status"] : (string[])["/status", "/"];
        foreach (var path in paths)
        {
            app.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], async (StatusPage page, CancellationToken ct) => Results.Content(await page.RenderAsync(ct), "text/html", Encoding.UTF8))
                .AllowAnonymous().ExcludeFromDescription();
        }

        app.MapGet("/status.css", () => Results.Content(StatusPage.Style, "text/css", Encoding.UTF8)).AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>RFC 9116: where weaknesses are reported.</summary>
    public static void MapSecurityText(this WebApplication app) =>
        app.MapGet("/.well-known/security.txt", (HttpContext http, IOptions<Door.DoorOptions> door, TimeProvider time) =>
        {
            var contact = door.Value.SecurityContact is { Length: > 0 } given ? given : $"mailto:security@{http.Request.Host.Host}";
            var expires = time.GetUtcNow().UtcDateTime.Date.AddDays(180);
            return Results.Text(string.Create(System.Globalization.CultureInfo.InvariantCulture,
                $"Contact: {contact}\nExpires: {expires:yyyy-MM-ddTHH:mm:ssZ}\nPreferred-Languages: en\nCanonical: {http.Request.Scheme}://{http.Request.Host}/.well-known/security.txt\n"));
        }).AllowAnonymous().WithTags("Documentation").WithSummary("Where weaknesses are reported (RFC 9116).");
}
