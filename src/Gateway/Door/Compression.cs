using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;

namespace Platform.Gateway.Door;

/// <summary>
/// Sends the services' answers compressed to who takes it (RFC 9110, 12.5.3): a list of fifty pits is a tenth of its size then,
/// which a phone on a thin line notices. Not those of <c>/api/auth</c>: they hold tokens, and a cookie alone gets them, so
/// another site could have them sent and learn from their lengths (BREACH). All else wants a header that no other site can set.
/// </summary>
internal static class Compression
{
    private static readonly string[] Texts = ["application/json", "application/problem+json", "text/csv"];

    public static void AddCompression(this IServiceCollection services)
    {
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = Texts;
            compression.Providers.Add<BrotliCompressionProvider>();
            compression.Providers.Add<GzipCompressionProvider>();
        });

        // The quickest level does nearly as well on lists, and the gateway has other work.
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Fastest);
    }

    public static void UseCompression(this WebApplication app) => app.UseWhen(
        http => http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) && !http.Request.Path.StartsWithSegments("/api/auth", StringComparison.OrdinalIgnoreCase),
        answers => answers.UseResponseCompression());
}
