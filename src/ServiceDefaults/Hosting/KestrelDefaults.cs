using Microsoft.AspNetCore.Hosting;

namespace Platform.ServiceDefaults.Hosting;

internal static class KestrelDefaults
{
    /// <summary>Largest request body that a service accepts unless an endpoint says otherwise: 1 MiB.</summary>
    public const int BodyLimitBytes = 1024 * 1024;

    public static void ConfigureKestrelDefaults(this IWebHostBuilder host) => host.UseKestrel(kestrel =>
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = BodyLimitBytes;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
    });
}
