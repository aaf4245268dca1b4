using System.Text.Json.Nodes;
using Platform.Gateway.Door;
using Platform.Gateway.Routing;
using Platform.ServiceDefaults.Http;

namespace Platform.Gateway.Docs;

/// <summary>
/// <c>/openapi</c> lists the services' documents, <c>/openapi/{service}.json</c> gives one as it is seen from outside (without
/// <c>/internal</c>), kept for a minute; <c>/docs</c> shows them all.
/// </summary>
internal static class DocsEndpoints
{
    private const string OwnDocument = "/openapi/v1.json";

    public static void AddDocs(this WebApplicationBuilder builder)
    {
        builder.Services.AddHttpClient(ServiceDocuments.ClientName, client =>
        {
            client.Timeout = TimeSpan.FromSeconds(3);
            client.MaxResponseContentBufferSize = 8 * 1024 * 1024;
        });
        builder.Services.AddSingleton<ServiceDocuments>();
    }

    public static void UseDocs(this WebApplication app) => app.UseSwaggerUI(ui =>
    {
        ui.RoutePrefix = "docs";
        ui.DocumentTitle = "API";
        foreach (var service in app.Services.GetRequiredService<BehindServices>().All) ui.SwaggerEndpoint($"/openapi/{service.Name}.json", service.Name);
        ui.SwaggerEndpoint(OwnDocument, "gateway");
    });

    public static void MapDocs(this WebApplication app)
    {
        app.MapGet("/openapi", (BehindServices services) => TypedResults.Ok(new DocumentIndex(
            [.. services.All.Select(s => new DocumentEntry(s.Name, $"/openapi/{s.Name}.json")), new DocumentEntry("gateway", OwnDocument)])))
            .AllowAnonymous().WithTags("Documentation").WithSummary("The OpenAPI documents of all services.");
        foreach (var service in app.Services.GetRequiredService<BehindServices>().All)
        {
            app.MapGet($"/openapi/{service.Name}.json", async (ServiceDocuments documents, CancellationToken ct) =>
                await documents.FindAsync(service, ct) is { } document
                    ? Results.Bytes(document, "application/json")
                    : Problems.Of(StatusCodes.Status503ServiceUnavailable, "service_unavailable", $"The service {service.Name} does not answer at the moment; try again shortly."))
                .AllowAnonymous().WithTags("Documentation").WithSummary($"The OpenAPI document of the service {service.Name}.");
        }
    }
}

/// <summary>All documents.</summary>
internal sealed record DocumentIndex(IReadOnlyList<DocumentEntry> Items);

/// <summary>A service and where its document is.</summary>
internal sealed record DocumentEntry(string Service, string Url);

/// <summary>Documents fetched from the services, without what is not routed.</summary>
internal sealed partial class ServiceDocuments(IHttpClientFactory clients, TimeProvider time, ILogger<ServiceDocuments> logger)
{
    public const string ClientName = "openapi";
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(1);
    private readonly Recent<string, (byte[] Document, DateTimeOffset Until)> kept = new(32);

    /// <summary>The document as it is seen from outside; null while the service is away.</summary>
    public async Task<byte[]?> FindAsync(BehindService service, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (kept.TryGet(service.Name, out var known) && now < known.Until) return known.Document;
        if (await FetchAsync(service, ct) is not { } document) return null;
        if (document["paths"] is JsonObject paths)
        {
            foreach (var path in paths.Select(p => p.Key).Where(p => p.StartsWith("/internal", StringComparison.OrdinalIgnoreCase)).ToArray()) paths.Remove(path);
        }

        document.Remove("servers");
        var bytes = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(document, Json.Options);
        kept.Set(service.Name, (bytes, now + KeptFor));
        return bytes;
    }

    private async Task<JsonObject?> FetchAsync(BehindService service, CancellationToken ct)
    {
        try
        {
            using var client = clients.CreateClient(ClientName);
            using var stream = await client.GetStreamAsync(new Uri(service.Address, "openapi/v1.json"), ct);
            return await JsonNode.ParseAsync(stream, cancellationToken: ct) as JsonObject;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or System.Text.Json.JsonException || (exception is OperationCanceledException && !ct.IsCancellationRequested))
        {
            LogNotRead(service.Name, exception.Message);
            return null;
        }
    }

    [LoggerMessage(3301, LogLevel.Information, "The API document of {Service} could not be read: {Problem}")]
    private partial void LogNotRead(string service, string problem);
}
