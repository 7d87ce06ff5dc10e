import Link from "next/link";
import type { ReactNode } from "react";

export const metadata = { title: "Next", icons: "data:," };

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en-GB">
      <body>
        <nav>
          <Link href="/">Article</Link> <Link href="/other">Other</Link> <Link href="/property">Property</Link>
        </nav>
        {children}
      </body>
    </html>
  );
}
