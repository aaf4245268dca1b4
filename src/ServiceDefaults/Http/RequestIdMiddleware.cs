using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Platform.ServiceDefaults.Http;

/// <summary>Gives every answer <c>X-Request-Id</c>: the trace id, so that a customer's report leads to the trace.</summary>
public sealed class RequestIdMiddleware(RequestDelegate next)
{
    /// <summary>Adds the header before the answer starts.</summary>
    public Task InvokeAsync(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        var traceId = Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier;
        http.Response.OnStarting(static state =>
        {
            var (context, id) = ((HttpContext, string))state;
            context.Response.Headers["X-Request-Id"] = id;
            return Task.CompletedTask;
        }, (http, traceId));
        return next(http);
    }
}
