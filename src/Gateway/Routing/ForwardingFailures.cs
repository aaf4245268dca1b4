using System.Net;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Timeouts;
using Platform.ServiceDefaults.Http;
using Yarp.ReverseProxy.Forwarder;

namespace Platform.Gateway.Routing;

/// <summary>
/// A service that is away or too slow answers as 503 with <c>Retry-After</c>, a body that is too large as 413, both as
/// problem details.
/// </summary>
internal sealed partial class ForwardingFailures(RequestDelegate next, ILogger<ForwardingFailures> logger)
{
    public async Task InvokeAsync(HttpContext http)
    {
        var route = http.GetReverseProxyFeature().Route.Config;
        var limit = route.MaxRequestBodySize ?? http.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize;
        if (limit >= 0 && http.Request.ContentLength > limit)
        {
            await TooLarge(limit.Value).ExecuteAsync(http);
            return;
        }

        await next(http);

        if (http.GetForwarderErrorFeature() is not { } failure || http.Response.HasStarted) return;
        if (http.RequestAborted.IsCancellationRequested)
        {
            if (http.Features.Get<IHttpRequestTimeoutFeature>() is not { RequestTimeoutToken.IsCancellationRequested: true }) return;

            // It was our own patience that ended, not the client's: it is still there for the answer.
            http.RequestAborted = CancellationToken.None;
        }

        http.Response.Clear();
        if (failure.Exception is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }
            || failure.Exception?.InnerException is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge })
        {
            await TooLarge(limit ?? 0).ExecuteAsync(http);
            return;
        }

        LogAway(route.ClusterId!, failure.Error, failure.Exception?.Message ?? "no address");
        Problems.SetRetryAfter(http, TimeSpan.FromSeconds(5));
        await Problems.Of((int)HttpStatusCode.ServiceUnavailable, "service_unavailable", "A part of the platform is not reachable at the moment; try again shortly.").ExecuteAsync(http);
    }

    private static ProblemHttpResult TooLarge(long limit) =>
        Problems.Of(StatusCodes.Status413PayloadTooLarge, "body_too_large", $"The request body may have up to {limit} bytes at this address.", ("limit", limit));

    [LoggerMessage(3101, LogLevel.Warning, "{Service} did not answer ({Error}): {Problem}")]
    private partial void LogAway(string service, ForwarderError error, string problem);
}
