using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;

namespace Platform.Gateway.Web;

/// <summary>Section <c>Web</c>.</summary>
internal sealed class WebOptions
{
    /// <summary>Folder of the built web app (with <c>index.html</c>); until it exists, <c>/</c> is the status page.</summary>
    public string Folder { get; set; } = "";

    /// <summary>True when there is a web app to serve.</summary>
    public bool Exists => Folder.Length > 0 && File.Exists(Path.Combine(Folder, "index.html"));
}

/// <summary>
/// Serves the web app's files: what lies under <c>/assets</c> carries a hash in its name and may be kept for ever, everything
/// else is asked for again; a <c>.br</c> beside a file is sent instead where the browser takes it; addresses of the app's own
/// pages give <c>index.html</c>.
/// </summary>
internal static class WebApp
{
    private static readonly string[] Reserved = ["/api", "/internal", "/broker", "/ws", "/openapi", "/docs", "/.well-known", "/health", "/alive", "/status"];

    public static void AddWebApp(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<WebOptions>().Bind(builder.Configuration.GetSection("Web")).ValidateOnStart();
        builder.Services.AddHttpClient(StatusPage.ClientName, client => client.Timeout = TimeSpan.FromSeconds(2));
        builder.Services.AddSingleton<StatusPage>();
    }

    public static void UseWebApp(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<WebOptions>>().Value;
        if (!options.Exists) return;
        var files = new PhysicalFileProvider(Path.GetFullPath(options.Folder));
        app.Use((http, next) =>
        {
            if (http.GetEndpoint() is null && (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))) Choose(http, files);
            return next(http);
        });
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files,
            ContentTypeProvider = new TypesUnderCompression(),
            OnPrepareResponse = file =>
            {
                var headers = file.Context.Response.Headers;
                if (file.File.Name.EndsWith(".br", StringComparison.Ordinal)) headers.ContentEncoding = "br";
                headers.Vary = "Accept-Encoding";
                headers.CacheControl = file.Context.Request.Path.StartsWithSegments("/assets", StringComparison.OrdinalIgnoreCase) ? "public, max-age=31536000, immutable" : "no-cache";
            },
        });
    }

    private static void Choose(HttpContext http, PhysicalFileProvider files)
    {
        var path = http.Request.Path;
        if (Array.Exists(Reserved, r => path.StartsWithSegments(r, StringComparison.OrdinalIgnoreCase))) return;
        if (!files.GetFileInfo(path.Value ?? "").Exists)
        {
            // A missing file is missing; only addresses without an extension are pages of the app.
            if (Path.HasExtension(path.Value) || path.StartsWithSegments("/assets", StringComparison.OrdinalIgnoreCase)) return;
            path = "/index.html";
        }

        if (http.Request.GetTypedHeaders().AcceptEncoding.Any(e => e.Value == "br" && e.Quality is null or > 0) && files.GetFileInfo($"{path}.br").Exists) path += ".br";
        http.Request.Path = path;
    }

    /// <summary>The type of <c>app.js.br</c> is that of <c>app.js</c>.</summary>
    private sealed class TypesUnderCompression : IContentTypeProvider
    {
        private readonly FileExtensionContentTypeProvider types = new();

        public bool TryGetContentType(string subpath, [MaybeNullWhen(false)] out string contentType) =>
            types.TryGetContentType(subpath.EndsWith(".br", StringComparison.Ordinal) ? subpath[..^3] : subpath, out contentType);
    }
}
