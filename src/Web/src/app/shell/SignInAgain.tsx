import { Navigate, useLocation } from "react-router";
import { paths } from "@/lib/paths";

/** Nobody is signed in: to the sign-in, and afterwards back to here. */
export function SignInAgain() {
  const { pathname, search } = useLocation();
  const to = pathname === "/" ? "" : `?to=${encodeURIComponent(pathname + search)}`;
  return <Navigate to={paths.signIn + to} replace />;
}
